import { afterEach } from 'vitest'
import { createPracticeServer, type PracticeServer, type PracticeServerOptions } from '../../main/practice/server'
import { scriptedSpeech } from '../../tools/practice/scripted-speech'

/** Whatever a test opened and has to close; the last one first. */
export const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

/** A practice server with scripted ears that answers as fast as it can; closed after the test. */
export async function start(
  options: Partial<PracticeServerOptions> & { heard?: string[] } = {},
): Promise<PracticeServer> {
  const { heard, ...rest } = options
  const server = await createPracticeServer({
    dataDir: '/nowhere',
    speech: scriptedSpeech(heard),
    ...rest,
    behaviour: { audioPace: Number.POSITIVE_INFINITY, ...rest.behaviour },
  })
  open.push(server)
  return server
}
