/* fails: a temperature that cannot be is nonsense, too */
/* TODO 3 */
    int64_t degrees = as_int(fahrenheit);

    if (degrees <= COLDEST || degrees >= HOTTEST)
        return value_failure(UV_ERANGE, "%" PRId64 " is no temperature",
                             degrees);
    return fahrenheit;
/* end of TODO 3 */
