/*
 * The names by which other programs call an encoding, and the one by which
 * iconv() does: the labels of the WHATWG Encoding Standard, section 4.2
 * (https://encoding.spec.whatwg.org/#names-and-labels). charset.c asks.
 */
#include "charset_inside.h"

#include <string.h>
#include <strings.h>

typedef struct {
    const char *name;   /* iconv's */
    const char *labels; /* in lower case, with blanks between */
} Encoding;

/* The most common ones come first. Left out are "replacement" and
   "x-user-defined", which are no encodings of text. */
static const Encoding encodings[] = {
    {"UTF-8", "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 "
              "x-unicode20utf8"},
    {"CP1252", "windows-1252 cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 "
               "iso-8859-1 iso8859-1 iso_8859-1 iso88591 iso_8859-1:1987 "
               "iso-ir-100 latin1 l1 cp819 ibm819 csisolatin1"},
    {"ISO-8859-15", "iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 "
                    "csisolatin9"},
    {"UTF-16", "utf-16 unicode unicodefeff ucs-2 iso-10646-ucs-2 csunicode"},
    {"UTF-16LE", "utf-16le"},
    {"UTF-16BE", "utf-16be unicodefffe"},
    {"CP866", "ibm866 866 cp866 csibm866"},
    {"ISO-8859-2", "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 "
                   "iso-ir-101 latin2 l2 csisolatin2"},
    {"ISO-8859-3", "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 "
                   "iso-ir-109 latin3 l3 csisolatin3"},
    {"ISO-8859-4", "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 "
                   "iso-ir-110 latin4 l4 csisolatin4"},
    {"ISO-8859-5", "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 "
                   "iso-ir-144 cyrillic csisolatincyrillic"},
    {"ISO-8859-6", "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "
                   "iso-8859-6-e iso-8859-6-i iso-ir-127 arabic asmo-708 "
                   "ecma-114 csiso88596e csiso88596i csisolatinarabic"},
    {"ISO-8859-7", "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 "
                   "iso-ir-126 greek greek8 sun_eu_greek ecma-118 elot_928 "
                   "csisolatingreek"},
    {"ISO-8859-8", "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 "
                   "iso-8859-8-e iso-8859-8-i iso-ir-138 hebrew visual "
                   "logical csiso88598e csiso88598i csisolatinhebrew"},
    {"ISO-8859-10", "iso-8859-10 iso8859-10 iso885910 iso-ir-157 latin6 l6 "
                    "csisolatin6"},
    {"ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-16", "iso-8859-16"},
    {"KOI8-R", "koi8-r koi8 koi koi8_r cskoi8r"},
    {"KOI8-U", "koi8-u koi8-ru"},
    {"MACINTOSH", "macintosh mac x-mac-roman csmacintosh"},
    {"MAC-CYRILLIC", "x-mac-cyrillic x-mac-ukrainian"},
    {"CP874", "windows-874 dos-874 tis-620 iso-8859-11 iso8859-11 "
              "iso885911"},
    {"CP1250", "windows-1250 cp1250 x-cp1250"},
    {"CP1251", "windows-1251 cp1251 x-cp1251"},
    {"CP1253", "windows-1253 cp1253 x-cp1253"},
    {"CP1254", "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 "
               "iso_8859-9 iso_8859-9:1989 iso-ir-148 latin5 l5 "
               "csisolatin5"},
    {"CP1255", "windows-1255 cp1255 x-cp1255"},
    {"CP1256", "windows-1256 cp1256 x-cp1256"},
    {"CP1257", "windows-1257 cp1257 x-cp1257"},
    {"CP1258", "windows-1258 cp1258 x-cp1258"},
    {"GB18030", "gb18030 gbk x-gbk gb2312 gb_2312 gb_2312-80 chinese "
                "iso-ir-58 csgb2312 csiso58gb231280"},
    {"BIG5-HKSCS", "big5 big5-hkscs cn-big5 x-x-big5 csbig5"},
    {"EUC-JP", "euc-jp x-euc-jp cseucpkdfmtjapanese"},
    {"ISO-2022-JP", "iso-2022-jp csiso2022jp"},
    {"CP932", "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j "
              "csshiftjis"},
    {"CP949", "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
              "iso-ir-149 windows-949 cseuckr csksc56011987"},
};

/* Capitals make no difference. */
static bool has_label(const char *labels, const char *label)
{
    size_t wanted = strlen(label);

    while (*labels) {
        size_t length = strcspn(labels, " ");

        if (length == wanted && strncasecmp(labels, label, length) == 0)
            return true;
        labels += length + strspn(labels + length, " ");
    }
    return false;
}

const char *charset_iconv_name(const char *label)
{
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        if (has_label(encodings[i].labels, label))
            return encodings[i].name;
    return NULL;
}
