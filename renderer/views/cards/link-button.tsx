import { useApp } from '../app-context'

/** Opens an address in the system's browser. Main decides whether it may. */
export function LinkButton({ url, label }: { url: string; label: string }) {
  const { bridge } = useApp()
  return (
    <button
      className="link-button"
      type="button"
      aria-label={label}
      title={label}
      onClick={() => void bridge.openLink(url)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M6 3.5H4A1.5 1.5 0 0 0 2.5 5v7A1.5 1.5 0 0 0 4 13.5h7a1.5 1.5 0 0 0 1.5-1.5v-2M9 2.5h4.5V7M13.5 2.5l-6 6" />
      </svg>
    </button>
  )
}
