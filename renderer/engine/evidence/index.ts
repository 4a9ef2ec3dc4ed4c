/**
 * What the model says and what the tools claim, held against the tools' own JSON. Pure: no clock, no DOM; a few ms for an
 * answer against ten outputs.
 *
 * `checkOutput` looks at one output when it comes, `checkAnswer` at an answer when it was spoken. Flags are the vocabulary of `shared/snapshot`.
 */
export { madeAt } from './age'
export { checkAnswer, type SpokenAnswer } from './answer-check'
export { type CallOutput, checkOutput } from './output-check'
