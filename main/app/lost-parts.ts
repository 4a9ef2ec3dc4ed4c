import { t } from '../../shared/i18n'
import { AUDIO_SERVICE } from './audio-service'

/** What Electron tells of a process that is gone; see `child-process-gone`. */
interface Gone {
  type: string
  reason: string
  serviceName?: string
}

/** Chromium's own helpers, by their service. It starts each of them again by itself. */
const HELPERS: Partial<Record<string, 'network' | 'audio'>> = {
  'network.mojom.NetworkService': 'network',
  [AUDIO_SERVICE]: 'audio',
}

/**
 * One sentence about a helper process of Chromium that died; null when it ended as it should, or when it is a process of
 * ours, whose owner knows more about it.
 */
export function lostPart({ type, reason, serviceName = '' }: Gone): string | null {
  if (reason === 'clean-exit') return null
  const part = type === 'GPU' ? 'graphics' : HELPERS[serviceName]
  return part === undefined ? null : t(`app.lost.${part}`, { reason })
}
