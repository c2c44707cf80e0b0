import type { Browser, Page } from 'playwright-core'

export function findChromium(): Promise<string | null>
export function openBrowser(size?: { readonly width?: number; readonly height?: number }): Promise<{ readonly browser: Browser; readonly page: Page }>
