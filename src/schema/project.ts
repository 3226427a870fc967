/** kyr.yaml: marks a folder as a project. What is printed is said in jobs, content and locales; it says nothing itself. */
import { z } from 'zod';

/** Empty, or comments. */
export const Project = z.strictObject({}).nullable();
