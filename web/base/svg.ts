// A server's SVG is shown as a picture, never as part of the page: nothing inside it can run.
export const svgAddress = (svg: string) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
