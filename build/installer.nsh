; What electron-builder's uninstaller for Windows does besides: nothing may start at log-in any more, and whoever is asked
; may want the keychain forgotten too. An update uninstalls the older version, and is no reason for either.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    ; By the name that main/app/autostart.ts gives it.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Dexter Voice"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "Dexter Voice"
    ; The links that main/app/deep-link.ts registers would lead nowhere.
    DeleteRegKey HKCU "Software\Classes\dexter-voice"
    ; A one-click uninstaller is always silent by now: only its command line tells whether somebody is there.
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/S" $R1
    ${if} ${Errors}
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Forget the sign-in and the keys that Dexter Voice keeps in Windows' Credential Manager, too?" IDNO keep
      ExecWait '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --forget'
      keep:
    ${endIf}
  ${endIf}
!macroend
