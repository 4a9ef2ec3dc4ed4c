import type { IncomingMessage, ServerResponse } from 'node:http'
import { BadJson, parseBoundedJson } from '../bounded-json'

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

/** The body is not JSON, nested too deep, or too large. */
export class BadBody extends Error {}

/** `url`: what the request asks for, as admission.ts has read it. */
export function exchange(request: IncomingMessage, response: ServerResponse, url: URL): Exchange {
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
    url,
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
        return parseBoundedJson(text)
      } catch (error) {
        if (error instanceof BadJson) throw new BadBody(`The body is ${error.message}.`)
        throw error
      }
    },
    json: (status, value) => answer(status, JSON.stringify(value)),
    empty: (status) => answer(status, null),
  }
}

export function bearerOf(request: IncomingMessage): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}
