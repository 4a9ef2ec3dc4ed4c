import { z } from 'zod'

/** How the demo's person uses the microphone: the key held, tapped, either as the app takes it, or none. */
export const ModeSchema = z.enum(['hold', 'tap', 'auto', 'hands-free'])
export type DemoMode = z.infer<typeof ModeSchema>
