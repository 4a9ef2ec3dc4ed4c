import { Activity as Kept, type ReactNode, useState } from 'react'
import { TabList as AriaTabList, TabPanel as AriaTabPanel, Tab } from 'react-aria-components/Tabs'
import './tabs.css'

export { Tabs } from 'react-aria-components/Tabs'

interface TabListProps<Id extends string> {
  label: string
  tabs: readonly { id: Id; label: string }[]
}

/** The tabs of the `Tabs` around it. Arrow keys go from one to the next and open it. */
export const TabList = <Id extends string>({ label, tabs }: TabListProps<Id>) => (
  <AriaTabList className="tab-bar" aria-label={label}>
    {tabs.map((tab) => (
      <Tab key={tab.id} id={tab.id} className="tab">
        {tab.label}
      </Tab>
    ))}
  </AriaTabList>
)

/**
 * What a tab shows, from when it is first opened. One that is left keeps its scroll position and what was typed, and draws
 * nothing.
 */
export function TabPanel({ id, open, children }: { id: string; open: boolean; children: ReactNode }) {
  const [opened, setOpened] = useState(open)
  if (open && !opened) setOpened(true)
  return (
    <AriaTabPanel id={id} className="tab-panel" shouldForceMount>
      {opened && <Kept mode={open ? 'visible' : 'hidden'}>{children}</Kept>}
    </AriaTabPanel>
  )
}
