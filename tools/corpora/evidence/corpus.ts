import { HELD_OUT } from './held-out'
import { MUTATIONS, type Mutation } from './mutations'
import type { Output } from './outputs'
import { createRandom } from './random'
import { createSpeech } from './speech'
import { outputsOf, type Template } from './template'
import { TUNED } from './tuned'
import { createWorld, type World } from './world'

/**
 * Spoken answers of which it is known whether they are true. Nothing here knows how they are checked: the answers are
 * written from the figures, never read.
 */
export interface Case {
  text: string
  outputs: Output[]
  /** Epoch milliseconds. */
  at: number
  asked: string | null
  half: 'tuned' | 'held-out'
  /** null: it is true. */
  mutation: string | null
}

const EACH = 200
/** Seconds from the figures to the answer: fresh. */
const SPOKEN_AFTER_MS = 3_000
const EPOCH = Date.parse('2026-03-02T10:00:00Z')
/** Worlds tried until a mutation really shows in what is said. */
const TRIES = 10

const HALVES = [
  { half: 'tuned', templates: TUNED, seed: 11 },
  { half: 'held-out', templates: HELD_OUT, seed: 7_919 },
] as const

/** The same cases for the same seed: `EACH` of either kind, half of each from either set of templates. */
export function truthfulCases(shift = 0): Case[] {
  return HALVES.flatMap(({ half, templates, seed }) =>
    Array.from({ length: EACH / 2 }, (_, at): Case => {
      const template = templateAt(templates, at)
      const world = worldFor(template, seed + shift + at * 31)
      return { ...told(template, world, world, seed + shift + at), half, mutation: null }
    }),
  )
}

export function falseCases(shift = 0): Case[] {
  return HALVES.flatMap(({ half, templates, seed }) =>
    Array.from({ length: EACH / 2 }, (_, at): Case => {
      const mutation = MUTATIONS[at % MUTATIONS.length]
      if (!mutation) throw new Error('no mutation')
      const fitting = templates.filter(
        (template) => mutation.fits(template) && (mutation.ofNames || !template.wordsOnly),
      )
      // A mutation may not touch what a template tells: then the next one is asked.
      for (let next = Math.floor(at / MUTATIONS.length), tries = 0; tries < fitting.length; next++, tries++) {
        const said = lie(templateAt(fitting, next), mutation, seed + shift + 500_000 + at * 57)
        if (said) return { ...said, half, mutation: mutation.name }
      }
      throw new Error(`"${mutation.name}" shows nowhere`)
    }),
  )
}

function templateAt(templates: readonly Template[], at: number): Template {
  const template = templates[at % templates.length]
  if (!template) throw new Error('no template fits')
  return template
}

const worldFor = (template: Template, seed: number): World =>
  createWorld(createRandom(seed), template.sort ?? 'viewers', EPOCH)

type Told = Omit<Case, 'half' | 'mutation'>

function told(template: Template, spoken: World, true_: World, seed: number): Told {
  const text = template.say(spoken, createSpeech(createRandom(seed)))
  const outputs = outputsOf(template.on, true_)
  return { text, outputs, at: EPOCH + SPOKEN_AFTER_MS, asked: template.asked ?? null }
}

/** A mutation may not touch what a template tells: then another world is tried, until what is said differs. */
function lie(template: Template, mutation: Mutation, seed: number): Told | null {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const world = worldFor(template, seed + attempt * 7)
    const changed = mutation.change(world, createRandom(seed + attempt))
    const truth = told(template, world, world, seed + attempt)
    if (mutation.outputs) return told(template, world, changed, seed + attempt)
    const said = told(template, changed, world, seed + attempt)
    if (said.text !== truth.text) return said
  }
  return null
}
