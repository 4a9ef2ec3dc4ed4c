#!/bin/bash

# As electron-builder's own script (templates/linux/after-remove.tpl), but for its first and its last part.

# An update removes the older version, after the newer one was set up: what that has set up stays, and nothing is forgotten.
# dpkg says so by a word, rpm by the number of versions that are left.
case "$1" in upgrade | failed-upgrade | [1-9]*) exit 0 ;; esac

# Delete the link to the binary
# update-alternatives --remove <name> <path>: 'path' must be the registered alternative binary,
# not the generic symlink — see https://man7.org/linux/man-pages/man1/update-alternatives.1.html
if type update-alternatives >/dev/null 2>&1; then
    update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}'
else
    rm -f '/usr/bin/${executable}'
fi

APPARMOR_PROFILE_DEST='/etc/apparmor.d/${executable}'

# Remove and unload apparmor profile.
if [ -f "$APPARMOR_PROFILE_DEST" ]; then
  # Unload the profile from the running kernel before deleting the file so the
  # policy is not left enforced until the next reboot.  Mirror the chroot guard
  # used in the after-install script — live AppArmor operations are not
  # meaningful inside a chroot.
  # https://wiki.debian.org/AppArmor/HowToUse
  if apparmor_status --enabled > /dev/null 2>&1; then
    if ! { [ -x '/usr/bin/ischroot' ] && /usr/bin/ischroot; } && hash apparmor_parser 2>/dev/null; then
      apparmor_parser --remove "$APPARMOR_PROFILE_DEST" || true
    fi
  fi
  rm -f "$APPARMOR_PROFILE_DEST"
fi

case "$1" in
  # Not a second time when the last files of a package go (purge).
  remove | 0)
    # What starts at log-in is in the homes of those who wanted it, and is theirs: each is removed in their name.
    getent passwd | while IFS=: read -r user _ _ _ _ home _; do
      entry="$home/.config/autostart/${executable}.desktop"
      if [ -f "$entry" ]; then runuser -u "$user" -- rm -f "$entry" || true; fi
    done
    echo "What Dexter Voice keeps in your keyring is still there. To forget it: secret-tool clear service 'Dexter Voice'"
    ;;
esac
