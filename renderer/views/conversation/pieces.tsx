import { Fragment } from 'react'
import type { Piece } from '../../../shared/trade-sentence'
import { Foreign } from '../foreign'

/** A sentence on screen; what is foreign in it turns nothing around it. */
export function Pieces({ children }: { children: readonly Piece[] }) {
  return children.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names of their own, and no state
    <Fragment key={index}>{typeof piece === 'string' ? piece : <Foreign>{piece.foreign}</Foreign>}</Fragment>
  ))
}
