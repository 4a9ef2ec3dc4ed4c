import { describe, expect, it } from 'vitest'
import { fileFor } from '../../main/app/app-files'
import { connectSources, contentPolicy } from '../../main/app/content-policy'
import { mayOpen } from '../../main/app/links'

describe('the app scheme', () => {
  it('finds files inside its folder', () => {
    expect(fileFor('/app/out', 'app://dexter/panel.html')).toBe('/app/out/panel.html')
    expect(fileFor('/app/out', 'app://dexter/assets/a.js?x#y')).toBe('/app/out/assets/a.js')
  })

  it.each([
    'app://dexter/../main/index.js',
    'app://dexter/%2e%2e/%2e%2e/etc/passwd',
    'app://dexter/..%2f..%2fetc/passwd',
    'app://dexter/a\\..\\..\\b',
    'app://dexter/%5c..%5cb',
    'app://dexter/a%00.html',
    'app://evil/panel.html',
    'https://dexter/panel.html',
    'app://dexter/%E0%A4%A',
    '',
  ])('never leaves it: %s', (address) => {
    const file = fileFor('/app/out', address)
    expect(file === null || file.startsWith('/app/out/')).toBe(true)
    expect(file ?? '').not.toMatch(/\.\.|\0|\\/)
  })
})

describe('the content policy', () => {
  it('allows nothing inline and connects only where a backend is', () => {
    const policy = contentPolicy(connectSources(['https://api.example', 'javascript:x', null]))
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('wss://api.example')
    expect(policy).not.toContain('javascript')
  })
})

describe('a link', () => {
  it('opens only by https at a known host', () => {
    expect(mayOpen('https://pump.fun/coin/abc')).toBe(true)
    expect(mayOpen('https://www.solscan.io/tx/1')).toBe(true)
    for (const bad of [
      'http://pump.fun/',
      'https://pump.fun.evil.example/',
      'https://evilpump.fun/',
      'https://user@pump.fun/',
      'https://pump.fun:8443/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'dexter-voice://x',
      '',
    ])
      expect(mayOpen(bad)).toBe(false)
  })
})
