using System.CommandLine;
using System.Text;
using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Cli.Options;

namespace Audio2Mqtt.Torch.Tests.Cli.Configuration;

/// <summary>Configurations as users give them: a file's text, variables, a command line.</summary>
internal static class Setups
{
    /// <summary>What a file says, with every problem as its line and message.</summary>
    public static (ConfigurationFile File, string[] Problems) Parse(string yaml, params (string Name, string Value)[] variables)
    {
        var problems = new List<Problem>();
        var known = variables.ToDictionary(pair => pair.Name, pair => pair.Value);
        var file = ConfigurationFile.Parse(Encoding.UTF8.GetBytes(yaml), "a2m.yaml", "", known.GetValueOrDefault, problems);
        return (file, [.. problems.OrderBy(problem => problem.Line).Select(problem => problem.ToString())]);
    }

    /// <summary>A plan of all three, with every problem.</summary>
    public static (ListenPlan Plan, string[] Problems) Plan(string? path, string line, params (string Name, string Value)[] variables)
    {
        var arguments = new ListenArguments();
        var command = new Command("listen");
        arguments.AddTo(command);
        string[] words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. path is null ? [] : (string[])["--config", path]];
        var request = arguments.Read(command.Parse(words), variables.ToDictionary(pair => pair.Name, pair => pair.Value));
        var plan = ListenPlan.Create(request.Setup, request.Problems);
        return (plan, [.. request.Problems.OrderBy(problem => problem.Line).Select(problem => problem.ToString())]);
    }
}
