namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>A part of the configuration: names and what they take.</summary>
/// <param name="Name">As the file has it: <c>mqtt</c>.</param>
/// <param name="Keys">In the order in which they are shown.</param>
internal sealed record Section(string Name, IReadOnlyList<Key> Keys)
{
    public Key? Find(string name) => Keys.FirstOrDefault(key => key.Name == name);

    /// <summary>The variable of the environment that sets a key: <c>A2M_MQTT_HOST</c>.</summary>
    public string Variable(Key key) => $"{VariablePrefix}{key.Name.ToUpperInvariant()}";

    /// <summary>What its variables begin with.</summary>
    public string VariablePrefix => $"A2M_{Name.ToUpperInvariant()}_";
}
