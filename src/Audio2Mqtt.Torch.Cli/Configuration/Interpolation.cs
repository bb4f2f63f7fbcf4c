using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Variables in texts: <c>${NAME}</c>, <c>${NAME:-what else}</c>; <c>$${</c> is a <c>${</c> that stays.</summary>
internal static partial class Interpolation
{
    /// <summary>The text with its variables filled in.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    /// <param name="problems">What cannot be filled in.</param>
    public static string Fill(string text, Func<string, string?> variable, List<string> problems)
    {
        if (!text.Contains("${", StringComparison.Ordinal)) return text;
        return Reference().Replace(text, match =>
        {
            if (match.Value == "$${") return "${";
            var name = match.Groups["name"].Value;
            if (!match.Groups["name"].Success) problems.Add($"'{match.Value}' is no variable: ${{NAME}} or ${{NAME:-default}}; a ${{ that is meant is written $${{");
            else if (variable(name) is { Length: > 0 } value) return value;
            else if (match.Groups["default"].Success) return match.Groups["default"].Value;
            else problems.Add($"the variable {name} is not set; set it, or give a default: ${{{name}:-…}}");
            return "";
        });
    }

    [GeneratedRegex(@"\$\$\{|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}|\$\{[^}]*\}?", RegexOptions.Singleline)]
    private static partial Regex Reference();
}
