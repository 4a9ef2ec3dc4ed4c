import { expect, it } from 'vitest'
import { applicationMenu, contextMenu } from '../../main/app/application-menu'

const NOTHING = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canDelete: false,
  canSelectAll: false,
  canEditRichly: false,
}

it('macOS cuts, copies and pastes by the items of a menu; its settings are under Command and comma', () => {
  const shown: string[] = []
  const menu = applicationMenu('darwin', 'Dexter Voice', () => shown.push('settings'))
  expect(menu?.map(({ label, role }) => role ?? label)).toEqual(['Dexter Voice', 'fileMenu', 'editMenu', 'windowMenu'])
  const first = menu?.[0]?.submenu
  const items = Array.isArray(first) ? first : []
  expect(items.flatMap(({ role }) => role ?? [])).toEqual(['about', 'hide', 'hideOthers', 'unhide', 'quit'])
  const settings = items.find(({ accelerator }) => accelerator === 'Command+,')
  const click = settings?.click as unknown as () => void
  click()
  expect(shown).toEqual(['settings'])
})

it('elsewhere there is no menu', () => {
  for (const platform of ['win32', 'linux'] as const) expect(applicationMenu(platform, 'x', () => {})).toBeNull()
})

it('a text field offers what can be done in it', () => {
  const menu = contextMenu({
    isEditable: true,
    selectionText: '',
    editFlags: { ...NOTHING, canPaste: true, canSelectAll: true },
  })
  expect(menu?.filter(({ enabled }) => enabled).map(({ role }) => role)).toEqual(['paste', 'selectAll'])
  expect(menu?.flatMap(({ role }) => role ?? [])).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'])
})

it('what is selected elsewhere can be copied, and nothing else has a menu', () => {
  const copy = { isEditable: false, editFlags: { ...NOTHING, canCopy: true } }
  expect(contextMenu({ ...copy, selectionText: '$68,029' })).toEqual([{ role: 'copy', enabled: true }])
  expect(contextMenu({ ...copy, selectionText: ' \n' })).toBeNull()
})
