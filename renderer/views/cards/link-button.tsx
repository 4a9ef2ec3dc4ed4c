import { ExternalLink } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useApp } from '../app-context'
import { Tip } from '../components/tooltip'

/** Opens an address in the system's browser. Main decides whether it may. */
export function LinkButton({ url, label }: { url: string; label: string }) {
  const { bridge } = useApp()
  return (
    <Tip text={label}>
      <Button className="link-button" aria-label={label} onPress={() => void bridge.openLink(url)}>
        <ExternalLink aria-hidden="true" />
      </Button>
    </Tip>
  )
}
