/**
 * What went wrong in words for the person at the keyboard: a sentence, then what to do.
 * Commands print it without a stack trace and end with 1.
 */
export class Problem extends Error {
  /** @override */
  name = 'Problem'
}

/**
 * Runs a command's main function and turns its outcome into the exit code.
 * @param {() => Promise<number>} main settles with the exit code; a {@link Problem} is printed as a sentence
 */
export async function runCommand(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error)
    process.exitCode = 1
  }
}
