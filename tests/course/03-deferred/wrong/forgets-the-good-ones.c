/* fails: Fahrenheit comes out as Celsius */
/* TODO 3 */
    int64_t degrees = as_int(fahrenheit);

    if (degrees < COLDEST || degrees > HOTTEST)
        return value_failure(UV_ERANGE, "%" PRId64 " is no temperature",
                             degrees);
    return value_none();
/* end of TODO 3 */
