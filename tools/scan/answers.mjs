/**
 * What was looked into for each finding of the scan, and why it is no fault.
 * @type {import('./findings.mjs').Answer[]}
 */
export const ANSWERS = [
  {
    check: 'CSP_GLOBAL_CHECK',
    code: '',
    answer:
      'It looks for a policy in the pages. Ours is a header of every answer of the app scheme (main/app/scheme.ts), and is tested in the real app.',
  },
  {
    check: 'AUXCLICK_JS_CHECK',
    code: 'new BrowserWindow(',
    answer:
      'No click of any button opens a window or navigates: both are denied for all contents (main/app/security.ts).',
  },
  {
    check: 'PRELOAD_JS_CHECK',
    code: 'preload: join(',
    answer:
      'Sandboxed and isolated; it hands out one function for each action, and main checks sender and arguments of each (main/bridge/gate.ts).',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    code: 'shell.openExternal(new URL(address).href)',
    answer: 'Only https addresses of a short list of hosts come this far (main/app/links.ts).',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    code: 'openBrowser: (url) => shell.openExternal(url)',
    answer:
      'The sign-in page alone, asked for by the trader: built by us, and https or loopback (main/identity/authorization-server.ts).',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    code: 'shell.openExternal(ACCESSIBILITY_PANE)',
    answer: 'A constant address: the pane of System Settings that lists who may see the keyboard.',
  },
  {
    check: 'OPEN_EXTERNAL_JS_CHECK',
    code: 'open: (pane) => void shell.openExternal(pane)',
    answer:
      'One of two constant addresses: the system’s own settings of the microphone (main/app/microphone-access.ts).',
  },
  {
    check: 'PROTOCOL_HANDLER_JS_CHECK',
    code: 'app.setAsDefaultProtocolClient(',
    answer:
      'A link of the scheme only brings the panel to the front; what it says is never read (main/app/deep-link.ts).',
  },
]
