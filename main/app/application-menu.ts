import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import { t } from '../../shared/i18n'

/**
 * The application menu. Elsewhere there is none; on macOS the keys for cutting, copying and pasting work by its items alone,
 * also for an app without a Dock icon, whose menu is seen only while one of its windows is in front.
 */
export function applicationMenu(
  platform: NodeJS.Platform,
  name: string,
  showSettings: () => void,
): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null
  return [
    {
      label: name,
      submenu: [
        { role: 'about' },
        { type: 'separator' },
        { label: t('app.menu.settings'), accelerator: 'Command+,', click: showSettings },
        { type: 'separator' },
        { role: 'hide' },
        { role: 'hideOthers' },
        { role: 'unhide' },
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    // Its one item closes the window in front, by Command and W.
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ]
}

/**
 * What a right click offers: editing in a text field, copying where text is selected; null where there is nothing to do.
 * Chromium's flags know that a password can't be copied.
 */
export function contextMenu({
  isEditable,
  selectionText,
  editFlags,
}: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>): MenuItemConstructorOptions[] | null {
  const selected = selectionText.trim() !== ''
  if (!isEditable) return selected ? [{ role: 'copy', enabled: editFlags.canCopy }] : null
  return [
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ]
}
