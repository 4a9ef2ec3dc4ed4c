import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const read = (name: string) => readFileSync(join(import.meta.dirname, '../..', name), 'utf8')

test('the uninstaller of Windows leaves nothing that starts the app or leads to it, and an update undoes nothing', () => {
  const lines = read('build/installer.nsh')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith(';'))
  const inside = lines.slice(lines.findIndex((line) => /^\$\{ifNot\} \$\{isUpdated\}$/.test(line)) + 1, -2)
  const startsAt = String.raw`Software\Microsoft\Windows\CurrentVersion`
  expect(inside).toContain(String.raw`DeleteRegValue HKCU "${startsAt}\Run" "Dexter Voice"`)
  expect(inside).toContain(String.raw`DeleteRegValue HKCU "${startsAt}\Explorer\StartupApproved\Run" "Dexter Voice"`)
  // Registered by main/app/deep-link.ts, as electron-builder.yml names it.
  expect(inside).toContain(String.raw`DeleteRegKey HKCU "Software\Classes\dexter-voice"`)
  expect(read('electron-builder.yml')).toContain('schemes: [dexter-voice]')
  // Nothing is removed outside of what an update skips.
  expect(lines.filter((line) => line.startsWith('Delete')).length).toBe(
    inside.filter((line) => line.startsWith('Delete')).length,
  )
})

test('macOS ships its own key listener, and no other system does', () => {
  const yml = read('electron-builder.yml')
  const mac = yml.slice(yml.indexOf('\nmac:'), yml.indexOf('\nwin:'))
  expect(mac).toMatch(/node_modules\/koffi\/build\/koffi\/darwin_\S+\/koffi\.node/)
  expect(yml.replace(mac, '')).not.toContain('koffi')
})
