import {
  Content,
  Header,
  ItemCardGrid,
  Page,
} from '@backstage/core-components';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Typography from '@material-ui/core/Typography';
import { DemoPerson } from './demoPeople';

interface PersonChoiceProps {
  people: DemoPerson[];
  onChoose(person: DemoPerson): void;
}

/** Whom one can be in the demo, and what that person may do. */
export function PersonChoice({ people, onChoose }: PersonChoiceProps) {
  return (
    <Page themeId="home">
      <Header
        title="Who are you?"
        subtitle="A demo asks for no password. Sign out in the settings to be somebody else."
      />
      <Content>
        <ItemCardGrid>
          {people.map(person => (
            <Card key={person.id}>
              <CardActionArea
                aria-label={`Sign in as ${person.name}`}
                onClick={() => onChoose(person)}
              >
                <CardContent>
                  <Typography variant="h5" component="h2" gutterBottom>
                    {person.name}
                  </Typography>
                  <Typography color="textSecondary">{person.role}</Typography>
                </CardContent>
              </CardActionArea>
            </Card>
          ))}
        </ItemCardGrid>
      </Content>
    </Page>
  );
}
