/* TODO 1 */
    fputs("TODO 1 is not done yet\n", stderr);
    exit(1);
/* end of TODO 1 */
/* TODO 1 */
    fputs("TODO 1 is not done yet\n", stderr);
    exit(1);
/* end of TODO 1 */
/* TODO 2 */
    fputs("TODO 2 is not done yet\n", stderr);
    exit(1);
/* end of TODO 2 */
/* TODO 3 */
    fputs("TODO 3 is not done yet\n", stderr);
    exit(1);
/* end of TODO 3 */
/* TODO 3 */
    fputs("TODO 3 is not done yet\n", stderr);
    exit(1);
/* end of TODO 3 */
/* TODO 4 */
    fputs("TODO 4 is not done yet\n", stderr);
    exit(1);
/* end of TODO 4 */
