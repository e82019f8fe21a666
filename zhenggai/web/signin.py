"""Signing in: nobody signs himself up, a first password is changed, some roles need a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import get_adapter as mfa_adapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zhenggai.core.errors import BadValue
from zhenggai.office import people
from zhenggai.office.models import User
from zhenggai.office.words import sentence
from zhenggai.web import asking

Handler = Callable[[HttpRequest], HttpResponse]
# Where one may go before the password is changed or the second factor is set up.
ALWAYS = ("/static/", "/sign-", "/password/", "/second-factor/", "/language/", "/demo/")


class Adapter(DefaultAccountAdapter):
    """Nobody signs himself up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by people who may."""
        del request
        return False


class PasswordForm(forms.Form):
    """The present password and a new one."""

    present = forms.CharField(
        label=gettext_lazy("Present password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("New password"),
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least ten characters."),
    )
    again = forms.CharField(
        label=gettext_lazy("New password, once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, data: object = None) -> None:
        """Ask `user`."""
        super().__init__(data)  # type: ignore[arg-type]
        self.user = user

    def clean_present(self) -> str:
        """The present password must be right."""
        value = str(self.cleaned_data["present"])
        if not self.user.check_password(value):
            raise forms.ValidationError(_("This is not the present password."))
        return value

    def clean_again(self) -> str:
        """Both new ones must be the same."""
        value = str(self.cleaned_data["again"])
        if value != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("The two new passwords differ."))
        return value


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """`user.password`: change one's own."""
    by = asking.by(request)
    form = PasswordForm(by.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = people.change_password(by, by.user, password=form.cleaned_data["new"])
        except BadValue as refused:
            form.add_error("new", sentence(refused))
        else:
            update_session_auth_hash(request, changed)
            messages.success(request, _("The password was changed."))
            return redirect("home")
    status = 422 if request.method == "POST" else 200
    return render(request, "account/password.html", {"form": form}, status=status)


def _detour(request: HttpRequest) -> str:
    user = request.user
    if not isinstance(user, User) or request.path.startswith(ALWAYS):
        return ""
    if user.must_change_password:
        return reverse("user.password")
    if settings.TOTP_ROLES and not mfa_adapter().is_mfa_enabled(user):
        eyes = asking.eyes(request)
        if eyes.standing & set(settings.TOTP_ROLES):
            return reverse("mfa_activate_totp")
    return ""


def readiness(handler: Handler) -> Handler:
    """Send a person to the password or the second factor first where that is due."""

    def middleware(request: HttpRequest) -> HttpResponse:
        target = _detour(request)
        return redirect(target) if target else handler(request)

    return middleware
