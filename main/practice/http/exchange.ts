import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request and what may be said back: the few things that every face of the server needs. */
export interface Exchange {
  method: string
  url: URL
  /** What follows `Bearer `; null without one. */
  bearer: string | null
  /** The body as JSON; undefined when empty. Throws BadBody. */
  body(): Promise<unknown>
  json(status: number, value: unknown): void
  empty(status: number): void
  request: IncomingMessage
  response: ServerResponse
}

const MAX_BODY_BYTES = 1024 * 1024

/** The body is not JSON, or too large. */
export class BadBody extends Error {}

export function exchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const answer = (status: number, text: string | null) => {
    response.writeHead(
      status,
      text === null ? {} : { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    )
    response.end(text)
  }
  return {
    request,
    response,
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://practice.invalid'),
    bearer: bearerOf(request),
    async body() {
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of request) {
        size += chunk.length
        if (size > MAX_BODY_BYTES) throw new BadBody('The body is too large.')
        chunks.push(chunk)
      }
      const text = Buffer.concat(chunks).toString('utf8')
      if (!text.trim()) return undefined
      try {
        return JSON.parse(text) as unknown
      } catch {
        throw new BadBody('The body is not valid JSON.')
      }
    },
    json: (status, value) => answer(status, JSON.stringify(value)),
    empty: (status) => answer(status, null),
  }
}

export function bearerOf(request: IncomingMessage): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}
