using Audio2Mqtt.Torch.Cli.Configuration;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>What a <c>listen</c> command line asks for.</summary>
/// <param name="Setup">Everything that was given, there and elsewhere.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="CheckConfig">Whether it is only checked.</param>
/// <param name="PrintConfig">Whether it is only shown.</param>
/// <param name="List">Whether devices are only listed.</param>
internal sealed record ListenRequest(ListenSetup Setup, List<Problem> Problems, bool CheckConfig, bool PrintConfig, bool List);
