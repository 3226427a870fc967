/** SVG → PNG through sharp, the same bytes every time: no metadata, fixed compression. */
import sharp from 'sharp';

/** @param ppi pixels an inch; SVGs of preview/ are measured in points */
export async function rasterise(svg: string, ppi: number): Promise<Uint8Array> {
  // librsvg takes a `pt` length at `density` pixels an inch.
  return sharp(Buffer.from(svg), { density: ppi, limitInputPixels: 100_000_000 })
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 9, adaptiveFiltering: false, palette: false })
    .toBuffer();
}
