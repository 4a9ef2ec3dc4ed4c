/** A tool says no: `code` for programs, the message for people. It becomes an MCP error result, never a crash. */
export class ToolRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'ToolRefusal'
  }
}
