namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Everything that is wrong with what was configured, all at once.</summary>
internal sealed class ConfigurationException : Audio2MqttException
{
    public ConfigurationException(IEnumerable<Problem> problems)
        : this([.. problems.OrderBy(problem => problem.Line)])
    {
    }

    private ConfigurationException(IReadOnlyList<Problem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}
