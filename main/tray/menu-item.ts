import type { DeviceKind } from '../../shared/devices'
import type { DiagnosisTopic } from '../../shared/diagnosis'
import type { BackendId } from '../../shared/grant'

/**
 * What the tray's menu can do. `wallet:` takes an address; without one the choice is the service's. `microphone:` and `speaker:`
 * take a device id; without one the choice is the system's.
 */
export type MenuId =
  | 'show'
  | 'trades'
  | 'activity'
  | 'settings'
  | 'quit'
  | 'update'
  | 'talk'
  | 'hands-free'
  | 'panic'
  | 'sign-in'
  | 'cancel-sign-in'
  | 'sign-out'
  | `wallet:${string}`
  | `${DeviceKind}:${string}`
  | `backend:${BackendId}`
  | `help:${DiagnosisTopic}`

/** A menu item as plain data; `id` is missing where nothing can be done. */
export type MenuItem =
  | { type: 'separator' }
  | { type: 'text'; label: string }
  | { type: 'action'; id: MenuId; label: string }
  | { type: 'radio'; id: MenuId; label: string; checked: boolean }
  | { type: 'submenu'; label: string; items: MenuItem[] }
