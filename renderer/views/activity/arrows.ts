import type { LogEvent } from '../../../shared/log'

/** Sent, received, and what happened here. */
export const ARROWS: Record<LogEvent['direction'], string> = { out: '▲', in: '▼', app: '●' }
