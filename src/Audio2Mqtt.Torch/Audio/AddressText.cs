using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Audio;

/// <summary>Addresses for messages: user, password and query (cameras take a password or a token there) are left out.</summary>
internal static partial class AddressText
{
    private static readonly char[] Ends = ['/', '?', '#'];

    /// <summary>An address without its secrets.</summary>
    internal static string WithoutSecrets(string url)
    {
        var authority = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.IndexOfAny(Ends, authority);
        if (end < 0) end = url.Length;
        var at = url.LastIndexOf('@', end - 1);

        // A password with a slash in it that was not written as %2F: no host has letters for a port.
        if (at < authority && !HostAndPort().IsMatch(url[authority..end])) at = url.LastIndexOf('@');
        if (at >= authority) url = url[..authority] + url[(at + 1)..];
        var query = url.IndexOfAny(['?', '#'], authority);
        return query < 0 ? url : url[..query];
    }

    /// <summary>A text with all addresses in it without their secrets.</summary>
    internal static string Clean(string text) => Address().Replace(text, match => WithoutSecrets(match.Value));

    [GeneratedRegex(@"^(\[[^\]]*\]|[^:]*)(:\d*)?$")]
    private static partial Regex HostAndPort();

    // An apostrophe may stand inside an address; what is behind it is then still a part of it.
    [GeneratedRegex(@"\b[a-zA-Z][a-zA-Z0-9+.-]*://\S+")]
    private static partial Regex Address();
}
