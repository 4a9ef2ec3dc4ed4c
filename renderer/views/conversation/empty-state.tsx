import { useApp, useAppState } from '../app-context'
import './empty-state.css'

const PROMPTS = [
  'What’s trending on pump.fun right now?',
  'What’s the price of SOL?',
  'What are my balances?',
  'Which streams have the highest market cap?',
]

/** Before the first word: how to begin. */
export function EmptyState() {
  const { bridge } = useApp()
  const hotkey = useAppState((app) => app.hotkey)
  return (
    <section className="empty" aria-label="How to begin">
      {hotkey && hotkey.source !== 'none' && (
        <>
          {hotkey.source !== 'pending' && <kbd className="empty-key">{hotkey.key}</kbd>}
          <h2>{hotkey.hint}</h2>
        </>
      )}
      {hotkey?.source === 'none' && <h2>Type your question</h2>}
      <p>Ask about markets and hear the answer. The figures behind it appear here.</p>
      <ul>
        {PROMPTS.map((prompt) => (
          <li key={prompt}>
            <button type="button" onClick={() => void bridge.say(prompt)}>
              {prompt}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
