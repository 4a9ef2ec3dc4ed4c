import { checkOutput } from '../../evidence'
import { answerFlags } from './evidence'
import { type Detector, finding } from './finding'

/** Figures that were old when they came, or that an answer told as present later without asking the tool again. */
export const staleFigure: Detector = (facts) => [
  ...facts.outputs.flatMap(({ name, output, event }) =>
    // A log that names no day can't be held against a date.
    checkOutput({ name, arguments: '', output, receivedAt: event.dated ? event.at : null })
      .filter(({ kind }) => kind === 'stale')
      .map(({ detail }) => finding('stale-figure', event, `Of the output of ${name}: ${detail}`)),
  ),
  ...answerFlags(facts).flatMap(({ answer, flags }) =>
    flags.filter(({ kind }) => kind === 'stale').map(({ detail }) => finding('stale-figure', answer.begun, detail)),
  ),
]
