/** The open microphone. */
export default {
  open: 'Microphone open',
  speak: 'Just speak',
  everything: 'Everything you say is sent as a question.',
  close: 'Close microphone',
  start: 'Go hands-free: keep the microphone open',
} as const
