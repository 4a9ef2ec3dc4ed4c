import { Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import { type AriaRole, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import './notice.css'

const ICONS = { alarm: OctagonAlert, danger: OctagonAlert, warning: TriangleAlert, info: Info } satisfies Record<
  string,
  LucideIcon
>

interface NoticeProps {
  /** `alarm` is for money that moved otherwise than approved. */
  tone: keyof typeof ICONS
  title: ReactNode
  /** What to do about it. */
  children?: ReactNode
  /** Buttons that do it. */
  actions?: ReactNode
  /** `alert` is told at once; the others are found where they stand. */
  role?: AriaRole
}

/** One thing that needs the trader, with what mends it. It is there for as long as its cause is. */
export function Notice({ tone, title, children, actions, role = 'group' }: NoticeProps) {
  const id = useId()
  const place = useRef<HTMLElement>(null)
  useFocusHandedOn(place)
  const Icon = ICONS[tone]
  return (
    <section
      className="notice"
      ref={place}
      data-tone={tone}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={children ? `${id}-more` : undefined}
    >
      <Icon className="icon" aria-hidden="true" />
      <h2 id={`${id}-title`}>{title}</h2>
      {children && (
        <div className="notice-more" id={`${id}-more`}>
          {children}
        </div>
      )}
      {actions && <div className="notice-actions">{actions}</div>}
    </section>
  )
}

/** A notice that leaves while the focus is in it hands the focus on: to the next one, else to the open tab. */
function useFocusHandedOn(place: { current: HTMLElement | null }) {
  useLayoutEffect(() => {
    const notice = place.current
    return () => {
      if (!notice?.contains(document.activeElement)) return
      const beside = notice.nextElementSibling ?? notice.previousElementSibling
      const next =
        beside?.querySelector<HTMLElement>('button') ??
        document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')
      next?.focus()
    }
  }, [place])
}
