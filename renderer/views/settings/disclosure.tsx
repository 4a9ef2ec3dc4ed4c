import type { ReactNode } from 'react'
import './disclosure.css'

/** Fields that few need, out of the way until they are asked for. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="disclosure">
      <summary>{label}</summary>
      {children}
    </details>
  )
}
