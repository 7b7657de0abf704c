// A screen the desk is made for; the phone pages are for anything narrower.
export const wideScreen = (): boolean => window.matchMedia('(min-width: 1000px)').matches
