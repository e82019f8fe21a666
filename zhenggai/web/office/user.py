"""Accounts: who signs in under which name, and the three administrators."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhenggai.core.errors import BadValue
from zhenggai.office import access, naming, people
from zhenggai.office.models import Duties, User
from zhenggai.web import asking
from zhenggai.web.forms.office import AdminForm, PasswordForm, SureForm, UserForm
from zhenggai.web.office import person as persons
from zhenggai.web.office.acting import Asked, answer, require
from zhenggai.web.office.pages import page

TAB = "accounts"
ACTIVE = {"deactivate": "no", "activate": "yes"}


def _fetch(request: HttpRequest, user_id: UUID) -> User:
    rows = User.objects.select_related("person")
    return access.fetch(asking.eyes(request), rows, pk=user_id)


def _list() -> str:
    return reverse("office.accounts")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """`office.accounts`: every account, the administrators first."""
    require(request, "user.create", User())
    found = access.visible(asking.eyes(request), User.objects.select_related("person"))
    asked = request.GET.get("q", "").strip()[:60]
    if asked:
        found = found.filter(Q(username__icontains=asked) | Q(person__name__icontains=asked))
    named = set(User.objects.filter(is_active=True).values_list("admin", flat=True).distinct())
    context = {
        "page": page(request, found.order_by("-admin", "username")),
        "q": asked,
        "duties": [(one.label, one.value in named) for one in Duties if one.value],
        "founding": Duties.SECURITY not in named,
        "new": User(),
        "tab": TAB,
        "here": "office.units",
    }
    return render(request, "office/accounts.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """`user.create`: an account for a person, with a first password."""
    require(request, "user.create", User())
    form = UserForm(User(), request.POST or None, {"holder": _holder(request)})

    def act() -> str:
        given = form.cleaned_data
        people.create_user(
            asking.by(request),
            username=given["username"],
            password=given["first"],
            person=given["holder"],
        )
        return _list()

    about = _("A new account")
    return answer(request, Asked("user.create", form, about, _list(), TAB), act)


def _holder(request: HttpRequest) -> str:
    """The person for whom the form was opened, as he is written."""
    value = request.GET.get("person", "")
    try:
        return naming.described([persons.fetch(request, UUID(value))])[0] if value else ""
    except ValueError:
        raise BadValue("PARAM", name="person") from None


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """`user.appoint`: name one of the three administrators."""
    require(request, "user.appoint", User())
    form = AdminForm(User(), request.POST or None, {"admin": Duties.SECURITY})

    def act() -> str:
        given = form.cleaned_data
        people.create_user(
            asking.by(request),
            username=given["username"],
            password=given["first"],
            person=None,
            admin=given["admin"],
        )
        return _list()

    told = _("An administrator sees no business data; nobody is two of the three.")
    asked = Asked("user.appoint", form, _("The three administrators"), _list(), TAB, told)
    return answer(request, asked, act)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, user_id: UUID, way: str) -> HttpResponse:
    """`user.edit`: let an account sign in or not."""
    user = _fetch(request, user_id)
    require(request, "user.edit", user)
    form = SureForm(user, request.POST or None)

    def act() -> str:
        people.set_active(asking.by(request), user, version=form.seen_version, active=ACTIVE[way])
        return _list()

    told = (
        _("Nobody signs in with it any more; what was done with it stays.")
        if way == "deactivate"
        else _("It may sign in again with its password.")
    )
    return answer(request, Asked("user.edit", form, user.username, _list(), TAB, told), act)


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """`user.password` of somebody else: it must be changed at the next sign-in."""
    user = _fetch(request, user_id)
    if user.pk == asking.by(request).user.pk:
        return redirect("user.password")
    require(request, "user.password", user)
    form = PasswordForm(user, request.POST or None)

    def act() -> str:
        people.change_password(asking.by(request), user, password=form.cleaned_data["first"])
        return _list()

    return answer(request, Asked("user.password", form, user.username, _list(), TAB), act)
