import { expect, test } from 'vitest'
import { lostPart } from '../../main/app/lost-parts'

test.each([
  [{ type: 'GPU', reason: 'crashed' }, 'The part that draws the windows stopped (crashed) and was restarted.'],
  [
    { type: 'Utility', reason: 'oom', serviceName: 'audio.mojom.AudioService' },
    'The part that plays and records sound stopped (oom) and was restarted.',
  ],
  [{ type: 'GPU', reason: 'clean-exit' }, null],
  // Ours: hook and practice process say more, where they are known.
  [{ type: 'Utility', reason: 'killed', serviceName: 'node.mojom.NodeService' }, null],
])('%j: %s', (gone, sentence) => {
  expect(lostPart(gone)).toBe(sentence)
})
