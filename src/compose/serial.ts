/** Serial numbers of traceable pieces, as they stand in the address of a code. */

export const SERIAL = '{serial}';
/** As many for the first piece as for the last, so that all codes of a run are of one version. */
export const SERIAL_DIGITS = 8;

/** The address with its serial number: `…/00000042`. */
export const serialAddress = (address: string, serial: number): string =>
  address.replace(SERIAL, String(serial).padStart(SERIAL_DIGITS, '0'));
