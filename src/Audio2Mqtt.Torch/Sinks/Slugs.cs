using System.Security.Cryptography;
using System.Text;

namespace Audio2Mqtt.Torch.Sinks;

/// <summary>Names as parts of topics and identifiers: letters, digits, <c>_</c> and <c>-</c>, never empty.</summary>
internal static class Slugs
{
    /// <summary>A name with everything else collapsed to <c>_</c>; a name of which nothing is left becomes <paramref name="word"/> and a digest.</summary>
    public static string Of(string name, string word)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '-') slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '_') slug.Append('_');
        }

        while (slug.Length > 0 && slug[^1] == '_') slug.Length--;
        return slug.Length > 0 ? slug.ToString() : $"{word}_{Digest(name)}";
    }

    /// <summary>
    /// A slug for each of several names, no two alike. A name that is its own slug has it for itself; of others that collapse to one, the first keeps it and
    /// the rest get a digest of the name, which does not depend on what else there is.
    /// </summary>
    /// <param name="names">The names, without doubles.</param>
    /// <param name="word">What stands for a name of which nothing is left.</param>
    /// <param name="reserved">Slugs that none may have.</param>
    public static IReadOnlyDictionary<string, string> OfAll(IEnumerable<string> names, string word, params IEnumerable<string> reserved)
    {
        var taken = reserved.Select(Key).ToHashSet();
        var slugs = new Dictionary<string, string>();
        foreach (var name in names.Distinct().OrderBy(name => Of(name, word) == name ? 0 : 1).ToList())
        {
            var slug = Of(name, word);
            for (var salt = name; !taken.Add(Key(slug)); salt += "'") slug = $"{Of(name, word)}_{Digest(salt)}";
            slugs[name] = slug;
        }

        return slugs;
    }

    /// <summary>A slug as Home Assistant has it in an entity's id.</summary>
    public static string Key(string slug) => slug.ToLowerInvariant().Replace('-', '_');

    private static string Digest(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..6];
}
