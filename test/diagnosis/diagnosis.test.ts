import { describe, expect, test } from 'vitest'
import { diagnose, type Findings, reportOf } from '../../main/diagnosis/diagnosis'
import { CHECKS } from '../../shared/diagnosis'
import { HEALTHY } from '../../tools/workbench/fixtures/computers'

const failed = (found: Partial<Findings>) =>
  diagnose({ ...HEALTHY, ...found }).flatMap(({ check, ok }) => (ok ? [] : [check]))

test('a computer that is in order passes every check, and nothing is to be done', () => {
  const checks = diagnose(HEALTHY)
  expect(checks.map(({ check }) => check)).toEqual([...CHECKS])
  expect(checks.every(({ ok, fix, detail }) => ok && fix === null && detail !== '')).toBe(true)
})

describe('each fault is named, with what to do', () => {
  const open = { state: 'open', label: 'Headset', rate: 48_000, peak: 0.01 } as const
  test.each<[string, Partial<Findings>, string[]]>([
    ['no device', { microphone: { state: 'missing' } }, ['microphone', 'microphone-sound', 'sample-rate']],
    [
      'a device that another app has',
      { microphone: { state: 'busy' } },
      ['microphone', 'microphone-sound', 'sample-rate'],
    ],
    [
      'a device that gives nothing',
      { microphone: { state: 'dead' } },
      ['microphone', 'microphone-sound', 'sample-rate'],
    ],
    ['muted', { microphone: { ...open, peak: 0 } }, ['microphone-sound']],
    ['a headset in telephone quality', { microphone: { ...open, rate: 8_000 } }, ['sample-rate']],
    ['no permission', { access: 'denied' }, ['microphone-permission']],
    ['nobody was asked', { access: 'not-determined' }, ['microphone-permission']],
    ['no portal', { display: 'wayland', portal: false }, ['portal']],
    ['no screen', { display: 'none' }, ['session-type']],
    ['a dead hook', { key: { source: 'toggle', key: 'Ctrl+Alt+Space', problem: 'The hook ended.' } }, ['talk-key']],
    ['a key that the system hides', { key: { source: 'hook', key: 'F9', problem: 'It is hidden.' } }, ['talk-key']],
    [
      'a service that is down',
      { backend: { id: 'dexter', host: 'api.dexter.cash', reached: false, why: 'refused' } },
      ['service'],
    ],
    ['a clock that is fast', { backend: { id: 'openai', host: 'h', reached: true, skewMs: 90_000 } }, ['clock']],
    ['a clock that is slow', { backend: { id: 'openai', host: 'h', reached: true, skewMs: -90_000 } }, ['clock']],
    ['a full disk', { disk: { problem: null, freeBytes: 1e6 } }, ['disk']],
    ['a folder that is read-only', { disk: { problem: 'EROFS', freeBytes: 1e12 } }, ['disk']],
    ['a locked keyring', { keychain: 'locked' }, ['keychain']],
    ['no keyring', { keychain: 'missing' }, ['keychain']],
  ])('%s', (_, found, expected) => {
    expect(failed(found)).toEqual(expected)
    for (const { ok, fix } of diagnose({ ...HEALTHY, ...found })) expect(fix === null).toBe(ok)
  })
})

test('what is printed is numbered, with what to do below what is wrong', () => {
  const report = reportOf(diagnose({ ...HEALTHY, keychain: 'locked' }))
  expect(report).toMatch(/^✓ 1\. Microphone permission: /)
  expect(report).toMatch(/✗ 11\. Keychain: It is locked\.\n {5}Unlock it/)
})
