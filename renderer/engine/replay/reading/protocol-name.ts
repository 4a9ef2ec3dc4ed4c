const FAMILIES =
  'session|transcription_session|conversation|input_audio_buffer|output_audio_buffer|response|rate_limits|mcp_list_tools'
const NAME = new RegExp(`^(?:${FAMILIES})\\.[a-z_.]+$`)

/** Whether this is the type of an event of the Realtime protocol, in either dialect. */
export const isProtocolName = (name: unknown): name is string =>
  typeof name === 'string' && (name === 'error' || NAME.test(name))
