import type { ViewBridge } from '../../shared/ipc'

declare global {
  interface Window {
    /** Put there by the preload, in panel and HUD. */
    readonly dexter: ViewBridge
  }
}
