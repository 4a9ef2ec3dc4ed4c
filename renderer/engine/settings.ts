import { type Limits, NO_LIMITS } from '../../shared/limits'
import type { OwnPrices } from '../../shared/models/prices'
import type { EngineUpdate } from '../../shared/snapshot'
import { PRESETS, type TurnDetection } from '../../shared/turn-detection'

/** The settings that the engine acts upon. */
export interface EngineSettings {
  backend: EngineUpdate['status']['backend']
  tailMs: number
  /** null keeps the microphone open always. */
  microphoneWarmMs: number | null
  transcriptionModel: string
  earcons: boolean
  /** Answers to typed questions are spoken, too. */
  speakTyped: boolean
  /** The model whose tokens the trader pays; null where somebody else does. */
  paidModel: string | null
  /** US dollars a day; null for no limit. */
  budgetUsdPerDay: number | null
  /** Tokens a day that the trader pays for; null for no limit. */
  tokensPerDay: number | null
  /** Prices of models that the price file does not know. */
  modelPrices: OwnPrices
  limits: Limits
  /** How long an approval waits once its card is in sight and nobody speaks. */
  approvalMs: number
  /** How the server finds the turns of the open microphone, after how long a silence it closes, and whether a silence is sent. */
  handsFree: { detection: NonNullable<TurnDetection>; idleMinutes: number; gate: boolean }
}

/** What nobody has told of a log: nothing is paid for, and nothing limited. */
export const NO_SETTINGS: EngineSettings = {
  backend: 'practice',
  tailMs: 0,
  microphoneWarmMs: null,
  transcriptionModel: '',
  earcons: false,
  speakTyped: true,
  paidModel: null,
  budgetUsdPerDay: null,
  tokensPerDay: null,
  modelPrices: {},
  limits: NO_LIMITS,
  approvalMs: 30_000,
  handsFree: { detection: { type: 'server_vad', ...PRESETS.balanced }, idleMinutes: 5, gate: false },
}
