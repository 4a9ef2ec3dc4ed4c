import type { Facts } from '../facts'
import { deadAir } from './dead-air'
import type { Detector, Finding } from './finding'
import { lostSession } from './lost-session'
import { missingUserTranscript } from './missing-user-transcript'
import { promptOnlyReadOnly } from './prompt-only-read-only'
import { rejectedUpdate } from './rejected-update'
import { doubleResponse, overlappingResponses, unansweredTurn } from './responses'
import { secretInLog } from './secret-in-log'
import { staleFigure } from './stale-figure'
import { duplicateToolImport, toolsNeverListed } from './tool-imports'
import { unsupportedClaim } from './unsupported-claim'

const DETECTORS: Detector[] = [
  rejectedUpdate,
  duplicateToolImport,
  toolsNeverListed,
  deadAir,
  missingUserTranscript,
  unsupportedClaim,
  staleFigure,
  promptOnlyReadOnly,
  secretInLog,
  unansweredTurn,
  doubleResponse,
  overlappingResponses,
  lostSession,
]

/** Everything that is wrong with a session, by kind. */
export const findFaults = (facts: Facts): Finding[] => DETECTORS.flatMap((detect) => detect(facts))
