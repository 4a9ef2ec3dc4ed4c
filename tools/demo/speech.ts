import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareData } from '../../main/practice/speech/data'
import { createSynthesizer } from '../../main/practice/speech/synthesis'
import { SAMPLE_RATE } from '../../shared/sample-rate'
import { encodeWav } from '../desktop/wav'
import { checkout } from '../setup/checkout.mjs'
import type { Utterance } from './arguments'
import type { Line } from './conversation'

/** Turns what is to be said into files below `dir` that the microphone can be fed with. Settles when all are there. */
export async function prepareLines(utterances: Utterance[], dir: string): Promise<Line[]> {
  // Another voice than the one that answers, so that a recording tells them apart.
  let speaker: ReturnType<typeof createSynthesizer> | undefined
  const speak = async (words: string) => {
    speaker ??= prepareData(join(checkout, 'out', 'practice-data')).then((dataDir) => createSynthesizer({ dataDir }))
    return (await speaker).speak(words, { voice: 'rms' })
  }
  const lines: Line[] = []
  for (const [index, utterance] of utterances.entries()) {
    if (utterance.kind === 'typed') lines.push({ kind: 'type', words: utterance.words })
    else if (utterance.kind === 'recording') lines.push({ kind: 'speak', speech: utterance.path })
    else {
      const speech = join(dir, `line-${index + 1}.wav`)
      writeFileSync(speech, encodeWav(await speak(utterance.words), SAMPLE_RATE))
      lines.push({ kind: 'speak', speech })
    }
  }
  return lines
}
