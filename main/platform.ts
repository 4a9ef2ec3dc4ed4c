/**
 * The system that the app runs on. It, and what it runs on, are read here alone (biome.json) and handed to whatever differs by system as an
 * argument, so that each system's way can be tested on any.
 */
export const PLATFORM: NodeJS.Platform = process.platform

/** Its processor, by Node's name for it. */
export const ARCH: string = process.arch
